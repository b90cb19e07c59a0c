;redcode-94
;name Lamprey
;author Pawl
;strategy Vampire: a self-splitting bite whose pit feeds on decrements; it ends as a clear.
;assert CORESIZE==8000

step    EQU 3056
times   EQU 480
skip    EQU 30

start   SPL #0, <-30
suck    MOV.I tooth, @tooth
        ADD.F gum, tooth
        DJN.B suck, #times
        MOV.I drain, >tooth
        DJN.F -1, <-300
gum     DAT -step, step
k       FOR 5
        DAT 0, 0
        ROF
tooth   JMP gut-tooth-step, step
k       FOR 20
        DAT 0, 0
        ROF
drain   DAT <2667, skip
gut     SPL #0, <-5
        SPL -1, <-9
        JMP -2, <-7
        END start
