;redcode-94
;name Gristmill
;author Pawl
;strategy Bomber: two DATs side by side at every stop, then a core clear.
;assert CORESIZE==8000

step    EQU 3777
times   EQU 249
pair    EQU 7

sack    DAT 0, 40
        DAT 0, 0
        DAT 0, 0
grind   MOV.I hull, @chute
        MOV.I hull, *chute
        ADD.F feed, chute
        DJN.B grind, #times
        SPL #0, <-30
        MOV.I hull, >sack
        DJN.F -1, >sack
feed    DAT step, step
chute   DAT step+pair, step
hull    DAT <2667, hull-sack+8
        END grind
