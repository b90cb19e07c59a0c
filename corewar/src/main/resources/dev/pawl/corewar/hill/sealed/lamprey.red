;redcode-94
;name Lamprey
;author Pawl
;strategy Vampire: a self-splitting bite whose pit feeds on decrements.
;assert CORESIZE==8000

step    EQU 2365

start   SPL #0, <-30
suck    MOV.I tooth, @tooth
        ADD.F gum, tooth
        DJN.F suck, <-300
gum     DAT -step, step
tooth   JMP gut-tooth-step, step
k       FOR 30
        DAT 0, 0
        ROF
gut     SPL #0, <-5
        JMP -1, <-7
        END start
