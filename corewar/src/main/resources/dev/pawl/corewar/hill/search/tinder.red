;redcode
;name Tinder
;author Pawl
;strategy Incendiary: drops SPL and MOV side by side, so that a struck process lays a carpet of SPL; then it clears downwards ('88 style).
;assert CORESIZE==8000

step    EQU 2885
times   EQU 1027

fire    MOV fuel, @at
        MOV spark, <at
        ADD #step+1, at
        DJN fire, #times
        SPL 0, <-300
        MOV ash, <heap
        JMP -1, <-300
at      DAT #0, #step+1
spark   SPL 0, #9
fuel    MOV -1, <-1
ash     DAT <2667, #-20
heap    DAT #0, #-40
        END fire
