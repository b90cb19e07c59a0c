;redcode-94
;name Fang
;author Pawl
;strategy Vampire: sows jumps into its pit, whose prisoners split and wear themselves out; then it clears the core and the pit.
;assert CORESIZE==8000

step    EQU 120
times   EQU 93

mark    DAT 0, 40
        DAT 0, 0
        DAT 0, 0
bite    MOV.I fang, @fang
        ADD.F inc, fang
        DJN.B bite, #times
        SPL #0, 0
        MOV.I stake, >mark
        DJN.F -1, >mark
fang    JMP pit-fang-step, step
inc     DAT -step, step
stake   DAT <2667, stake-mark+2
k       FOR 40
        DAT 0, 0
        ROF
pit     SPL 0, <mark-100
        JMP -1, <mark-101
        END bite
