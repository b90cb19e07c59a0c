;redcode-94
;name Harrow
;author Pawl
;strategy Bi-pass clear: a wave of SPL, and a wave of DAT that follows it some way behind.
;assert CORESIZE==8000

skip    EQU 26
lag     EQU 6899

rear    DAT 0, -lag
front   DAT 0, 60
k       FOR 5
        DAT 0, 0
        ROF
start   SPL #0, <rear-5
        MOV.I tine, >front
        MOV.I soil, >rear
        DJN.F -2, <rear-5
k       FOR 3
        DAT 0, 0
        ROF
tine    SPL #0, skip
soil    DAT <2667, skip
        END start
