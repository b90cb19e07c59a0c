;redcode-94
;name Thresher
;author Pawl
;strategy SPL/DAT clear: SPL, then DAT, then decrementing DAT, upwards from its own tail.
;assert CORESIZE==8000

skip    EQU 30

head    DAT b1-head, 60
k       FOR 3
        DAT 0, 0
        ROF
b3      DAT <b3-head, skip
b2      DAT b3-head, skip
b1      SPL #b2-head, skip
k       FOR 12
        DAT 0, 0
        ROF
start   SPL #0, {head-20
        MOV.I *head, >head
        MOV.I *head, >head
        DJN.F -2, {head-20
        END start
