;redcode-94
;name Tinder
;author Pawl
;strategy Incendiary stone: drops SPL and MOV side by side, so that a struck process lays a carpet of SPL.
;assert CORESIZE==8000

step    EQU 3044

        SPL #step, #step
fire    MOV.I spark, @at
        MOV.I fuel, *at
        ADD.F fire-1, at
        DJN.F fire, <-300
at      DAT step+1, step
k       FOR 8
        DAT 0, 0
        ROF
spark   SPL #2, 1
fuel    MOV.I -1, }-1
