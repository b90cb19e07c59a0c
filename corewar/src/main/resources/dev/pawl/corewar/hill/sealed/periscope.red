;redcode-94
;name Periscope
;author Pawl
;strategy Scanner: watches pairs a third of the core apart and bombs both, then clears.
;assert CORESIZE==8000

step    EQU 2376
third   EQU 2667

watch   ADD.F turn, lens
lens    SEQ.I step, step+third
        JMP strike
        DJN.F watch, <-700
strike  MOV.I torp, @lens
        MOV.I torp, *lens
        ADD.F #2, lens
        DJN.B watch, #30
        SPL #0, 0
        MOV.I hull, >sea
        DJN.F -1, <-50
sea     DAT 0, 100
turn    DAT step, step
k       FOR 4
        DAT 0, 0
        ROF
torp    SPL #0, 0
hull    DAT <2667, 20
        END watch
