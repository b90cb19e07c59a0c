;redcode-94
;name Lustre
;author Pawl
;strategy D-clear: a stream of DATs through a gate that also crushes imps.
;assert CORESIZE==8000

skip    EQU 11

gate    DAT 4, 400
k       FOR 5
        DAT 0, 0
        ROF
start   SPL #0, >gate
        MOV.I shine, >gate
        DJN.F -1, >gate
k       FOR 3
        DAT 0, 0
        ROF
shine   DAT <2667, skip
        END start
