;redcode-94
;name Pestle
;author Pawl
;strategy Stone: two bombs for each addition, booted away from its decoy.
;assert CORESIZE==8000

step    EQU 2540
away    EQU 3200

start   MOV.I bomb, away+40
        MOV.I src+4, away+4
        MOV.I src+3, away+3
        MOV.I src+2, away+2
        MOV.I src+1, away+1
        MOV.I src, away
        JMP away
        DAT 0, 0
src     SPL #step, #step        ; engine and increment in one
        MOV.I 39, @3
        MOV.I 38, *2
        ADD.F -3, 1
        DJN.F -3, <-100
bomb    DAT <1, <1
        END start
