;redcode-94
;name Periscope
;author Pawl
;strategy Scanner: watches pairs a third of the core apart, bombs both sides of what differs, then clears.
;assert CORESIZE==8000

step    EQU 2685
third   EQU 6653
hits    EQU 3

sea     DAT 0, 40
        DAT 0, 0
        DAT 0, 0
watch   ADD.F turn, lens
lens    SNE.I step, step+third
        DJN.F watch, <-700
        MOV.I torp, *lens
        MOV.I torp, @lens
        ADD.F ahead, lens
        MOV.I torp, *lens
        MOV.I torp, @lens
        SUB.F ahead, lens
        DJN.B watch, #hits
        SPL #0, <sea-10
        MOV.I hull, >sea
        DJN.F -1, >sea
turn    DAT step, step
ahead   DAT 4, 4
torp    SPL #0, 0
hull    DAT <2667, hull-sea+6
        END watch
