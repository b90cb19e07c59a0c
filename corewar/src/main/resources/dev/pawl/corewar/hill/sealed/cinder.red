;redcode-94
;name Cinder
;author Pawl
;strategy Incendiary: MOV bombs that copy a trail of SPLs, thrown with a long stride, then a clear.
;assert CORESIZE==8000

step    EQU 3056
times   EQU 480
skip    EQU 30

start   MOV.I ash, @throw
        MOV.I coal, *throw
        ADD.F swing, throw
        DJN.B start, #times
        SPL #0, <-77
        MOV.I dust, >wind
        DJN.F -1, <-77
wind    DAT 0, 80
swing   DAT step, step
throw   DAT step-1, step
k       FOR 15
        DAT 0, 0
        ROF
coal    SPL #4, 2
ash     MOV.I -1, }-1
dust    DAT <2667, skip+17
        END start
