;redcode-94
;name Cinder
;author Pawl
;strategy Incendiary: MOV bombs that copy a trail of SPLs, thrown with a long stride.
;assert CORESIZE==8000

step    EQU 2095

start   MOV.I ash, @throw
        MOV.I coal, *throw
        ADD.F swing, throw
        JMP start, <-77
swing   DAT step, step
throw   DAT step-1, step
k       FOR 15
        DAT 0, 0
        ROF
coal    SPL #4, 2
ash     MOV.I -1, }-1
        END start
