;redcode-94
;name Cinder
;author Pawl
;strategy Incendiary: MOV bombs that copy a trail of SPLs, thrown with a long stride, then a clear.
;assert CORESIZE==8000

step    EQU 3056
times   EQU 480

wind    DAT 0, 60
        DAT 0, 0
        DAT 0, 0
start   MOV.I ash, @throw
        MOV.I coal, *throw
        ADD.F swing, throw
        DJN.B start, #times
        SPL #0, <-77
        MOV.I dust, >wind
        DJN.F -1, >wind
swing   DAT step, step
throw   DAT step-1, step
coal    SPL #4, 2
ash     MOV.I -1, }-1
dust    DAT <2667, dust-wind+6
        END start
