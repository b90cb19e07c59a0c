;redcode-94
;name Pitfall
;author Pawl
;strategy Pit-trapper: digs a small pit on the spot, SPL 0 and JMP -1, wherever its stride falls, and fills them in later.
;assert CORESIZE==8000

step    EQU 3056
times   EQU 490

soil    DAT 0, 60
        DAT 0, 0
        DAT 0, 0
dig     MOV.I rim, *spade
        MOV.I floor, @spade
        ADD.F walk, spade
        DJN.B dig, #times
        SPL #0, <-20
        MOV.I fill, >soil
        DJN.F -1, >soil
spade   DAT step, step+1
walk    DAT step, step
rim     SPL 0, <-1
floor   JMP -1, <-2
fill    DAT <2667, fill-soil+6
        END dig
