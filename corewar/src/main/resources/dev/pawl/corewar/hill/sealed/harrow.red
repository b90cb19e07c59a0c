;redcode-94
;name Harrow
;author Pawl
;strategy Bi-pass clear: one sweep with SPL, the next with DAT, by a loop that two teams share.
;assert CORESIZE==8000

skip    EQU 26

tine    SPL #soil-reel, skip
reel    DAT tine-reel, 100
k       FOR 4
        DAT 0, 0
        ROF
soil    DAT soil-reel, skip
k       FOR 8
        DAT 0, 0
        ROF
start   SPL 2
        SPL #0, 0
        MOV.I *reel, >reel
        JMP -1, <-500
        END start
