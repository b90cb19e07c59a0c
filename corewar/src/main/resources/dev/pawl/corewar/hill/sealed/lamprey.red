;redcode-94
;name Lamprey
;author Pawl
;strategy Vampire: a quick bite with two jaws; its pit feeds on decrements and is drained at the end.
;assert CORESIZE==8000

step    EQU 2280
times   EQU 67
half    EQU 7602

host    DAT 0, 40
        DAT 0, 0
        DAT 0, 0
suck    MOV.I upper, @upper
        MOV.I lower, @lower
        ADD.F gum, upper
        ADD.F gum, lower
        DJN.B suck, #times
        SPL #0, <-30
        MOV.I drain, >host
        DJN.F -1, >host
gum     DAT -step, step
upper   JMP gut-upper-step, step
lower   JMP gut-lower-step-half, step+half
drain   DAT <2667, 20
k       FOR 50
        DAT 0, 0
        ROF
gut     SPL #0, <-5
        SPL -1, <-9
        JMP -2, <-7
        END suck
