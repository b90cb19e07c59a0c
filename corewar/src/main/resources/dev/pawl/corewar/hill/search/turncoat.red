;redcode-94
;name Turncoat
;author Pawl
;strategy P-space switcher: a silk until it loses, then a one-shot clear until it loses.
;assert CORESIZE==8000

state   EQU 7
one     EQU 1801
two     EQU 3573
hit     EQU 2667
step    EQU 3532
gap     EQU 8

think   LDP.AB #0, last
        LDP.A #state, mood
        JMN.B act, last         ; a win or a tie: stay
        ADD.A #1, mood
        MOD.A #2, mood
        STP.A mood, #state
act     JMN.A scan, mood
        SPL 1
        SPL 1
        SPL 1
warp    SPL @0, >one
        MOV.I }warp, >warp
        MOV.I knot, <hit
        MOV.I {warp, <fold
fold    JMP @0, >two
knot    DAT <2667, <1
last    DAT 0, 0
mood    DAT 0, 0
k       FOR 20
        DAT 0, 0
        ROF
seen    DAT step+gap, step
        DAT 0, 0
        DAT 0, 0
b1      SPL #b2-seen, 20
b2      DAT b2-seen, 20
        DAT 0, 0
        DAT 0, 0
scan    ADD.F inc, seen
        SNE.I *seen, @seen
        DJN.F scan, <-400
        SUB.AB #9, seen
        MOV.A #b1-seen, seen
        SPL #0, 0
        MOV.I *seen, >seen
        MOV.I *seen, >seen
        DJN.F -2, <-500
inc     DAT step, step
        END think
