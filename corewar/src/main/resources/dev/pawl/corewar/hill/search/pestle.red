;redcode-94
;name Pestle
;author Pawl
;strategy Stone: two bombs for each addition, booted away from its decoy.
;assert CORESIZE==8000

step    EQU 4792
hop     EQU 5370
away    EQU 4279
river   EQU 2120

start   MOV.I bomb, start+away+50
        MOV.I src+5, start+away+5
        MOV.I src+4, start+away+4
        MOV.I src+3, start+away+3
        MOV.I src+2, start+away+2
        MOV.I src+1, start+away+1
        MOV.I src, start+away
        JMP start+away
        DAT 0, 0
src     SPL #step, #step
        MOV.I 49, @4
        MOV.I 48, *3
        ADD.F -3, 2
        DJN.F -3, <-river
        DAT hop, 0
bomb    DAT <1, <1
        END start
