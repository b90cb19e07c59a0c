;redcode-94
;name Sieve
;author Pawl
;strategy One-shot scanner: looks with JMZ, then clears both ways from the find.
;assert CORESIZE==8000

step    EQU 6596

start   ADD.AB #step, find
        JMZ.F -1, @find
        MOV.B find, left
        ADD.AB #8, find
        SPL #0, 0
        MOV.I mesh, >find
        MOV.I mesh, <left
        DJN.F -2, <-200
k       FOR 6
        DAT 0, 0
        ROF
left    DAT 0, 0
find    DAT 0, 50
mesh    DAT <1, 20
        END start
