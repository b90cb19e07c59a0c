;redcode-94
;name Chameleon
;author Pawl
;strategy P-space switcher: changes after a loss or a second tie between a stone with imps and a silk.
;assert CORESIZE==8000

state   EQU 11
ties    EQU 12
one     EQU 3039
two     EQU 1553
three   EQU 4592
third   EQU 2667
step    EQU 3044

think   LDP.AB #0, last
        LDP.A #state, hue
        LDP.AB #ties, hue
        SNE.AB #2, last         ; 2: both lived
        JMP tied
        JMN.B act, last
turn    ADD.A #1, hue
        MOD.A #2, hue
        STP.A hue, #state
        MOV.AB #0, hue
        JMP save
tied    ADD.AB #1, hue
        SLT.AB #1, hue
        JMP save
        JMP turn
save    STP.B hue, #ties
act     JMN.A silk, hue
        SPL stone
        SPL 1
        SPL 1
        SPL 1
        JMP @way, >way
way     DAT 0, 1
k       FOR 8
        JMP imp+(k-1)*third
        ROF
imp     MOV.I #third, *0
hue     DAT 0, 0
last    DAT 0, 0
silk    SPL 1
        SPL 1
        SPL 1
weft    SPL @0, >one
        MOV.I }weft, >weft
        SPL @0, >two
        MOV.I }-1, >-1
        MOV.I ink, >1777
        MOV.I {-3, <1
        JMP @0, <three
ink     DAT <2667, <5334
k       FOR 20
        DAT 0, 0
        ROF
stone   SPL #0, <-60
        MOV.I bomb, step
        ADD.AB #step, -1
        DJN.F -2, <-400
        DAT 0, 0
bomb    DAT <1, {1
        END think
