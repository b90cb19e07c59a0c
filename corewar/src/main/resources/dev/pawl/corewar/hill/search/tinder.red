;redcode-94
;name Tinder
;author Pawl
;strategy Incendiary stone: drops SPL and MOV side by side, so that a struck process lays a carpet of SPL; then it clears.
;assert CORESIZE==8000

step    EQU 3056
times   EQU 480
skip    EQU 30

        SPL #step, #step
fire    MOV.I spark, @at
        MOV.I fuel, *at
        ADD.F fire-1, at
        DJN.B fire, #times
        MOV.I ash, >at
        DJN.F -1, <-100
k       FOR 4
        DAT 0, 0
        ROF
at      DAT step+1, step
spark   SPL #2, 1
fuel    MOV.I -1, }-1
ash     DAT <2667, skip
