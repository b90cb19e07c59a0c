;redcode-94
;name Fang
;author Pawl
;strategy Vampire: sows jumps into its pit, whose prisoners split and help to clear the core.
;assert CORESIZE==8000

step    EQU 3044

bite    MOV.I fang, @fang
        ADD.F inc, fang
        DJN.B bite, #1800
        MOV.I #0, fang
        SPL #0, 0
        MOV.I stake, >mark
        DJN.F -1, <-60
mark    DAT 0, 200
k       FOR 8
        DAT 0, 0
        ROF
fang    JMP pit-fang-step, step
inc     DAT -step, step
stake   DAT <2667, 50
pit     SPL 0, <-100
        SPL -1, <-101
        MOV.I stake, <mark-20
        JMP pit
        END bite
