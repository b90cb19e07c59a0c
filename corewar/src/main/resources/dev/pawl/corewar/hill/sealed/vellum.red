;redcode-94
;name Vellum
;author Pawl
;strategy Paper and clear: a silk beside a d-clear that shields its nursery.
;assert CORESIZE==8000

one     EQU 2713
two     EQU 1361
three   EQU 4074
skip    EQU 40

start   SPL clear
        SPL 1
        SPL 1
        SPL 1
skin    SPL @0, >one
        MOV.I }skin, >skin
        MOV.I spot, >three
        MOV.I {skin, <1
        SPL @0, <two
        JMP -1, {-1
spot    DAT <2667, <1
k       FOR 12
        DAT 0, 0
        ROF
gate    DAT 0, 200
        DAT 0, 0
        DAT 0, 0
        DAT 0, 0
clear   SPL #0, >gate
        MOV.I wipe, >gate
        DJN.F -1, >gate
        DAT 0, 0
wipe    DAT <2667, skip
        END start
