;redcode-94
;name Gristmill
;author Pawl
;strategy Stone: two bombs side by side at every stop, then a core clear.
;assert CORESIZE==8000

step    EQU 2365

start   SPL #0, <-30
grind   MOV.I hull, @chute
        MOV.I hull, *chute
        ADD.F feed, chute
        DJN.B grind, #3000
        MOV.I hull, >sack
        DJN.F -1, <-80
sack    DAT 0, 60
feed    DAT step, step
chute   DAT step+2, step
k       FOR 12
        DAT 0, 0
        ROF
hull    DAT <1, 40
        END start
