;redcode-94
;name Bedrock
;author Pawl
;strategy Stone and imp: a seven-point spiral laid down beside a two-bomb stone.
;assert CORESIZE==8000

arm     EQU 1143
step    EQU 5608
away    EQU 1999

start   MOV.I bomb, start+away+40
        MOV.I src+6, start+away+6
        MOV.I src+4, start+away+4
        MOV.I src+3, start+away+3
        MOV.I src+2, start+away+2
        MOV.I src+1, start+away+1
        MOV.I src, start+away
        SPL start+away
        SPL 1
        SPL 1
        MOV.I -1, 0
        JMP @way, >way
way     DAT 0, 1
k       FOR 7
        JMP imp+(k-1)*arm
        ROF
imp     MOV.I #arm, *0
k       FOR 20
        DAT 0, 0
        ROF
src     SPL #step, #step
        MOV.I 39, @5
        MOV.I 38, *4
        ADD.F -3, 3
        DJN.F -3, <-100
        DAT 0, 0
        DAT step/2, step
bomb    DAT <1, <1
        END start
