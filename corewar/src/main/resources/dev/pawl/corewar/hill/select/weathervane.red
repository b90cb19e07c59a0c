;redcode-94
;name Weathervane
;author Pawl
;strategy P-space switcher: silk, clear or stone; it turns to the next after a loss.
;assert CORESIZE==8000

state   EQU 3
one     EQU 2137
two     EQU 3651
hit     EQU 3000
step    EQU 2540
skip    EQU 20

think   LDP.AB #0, last
        LDP.A #state, vane
        JMN.B turn, last
        ADD.A #1, vane
        MOD.A #3, vane
        STP.A vane, #state
turn    ADD.A #door-vane, vane
        JMP *vane
vane    DAT 0, 0
last    DAT 0, 0
door    JMP silk
        JMP clear
        SPL #0, <-40
        MOV.I bomb, step
        ADD.AB #step, -1
        DJN.F -2, <-400
silk    SPL 1
        SPL 1
        SPL 1
warp    SPL @0, >one
        MOV.I }warp, >warp
        MOV.I knot, <hit
        MOV.I {warp, <fold
fold    JMP @0, >two
knot    DAT <2667, <1
k       FOR 30
        DAT 0, 0
        ROF
bomb    DAT <1, {1
gate    DAT broom-gate, 60
        DAT 0, 0
        DAT 0, 0
broom   SPL #dust-gate, skip
dust    DAT dust-gate, skip
        DAT 0, 0
        DAT 0, 0
clear   SPL #0, 0
        MOV.I *gate, >gate
        MOV.I *gate, >gate
        DJN.F -2, <gate-5
        END think
