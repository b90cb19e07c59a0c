;redcode-94
;name Mooring
;author Pawl
;strategy Stone and imp: a spiral that cannot be worn out, and a stone that keeps the core moving.
;assert CORESIZE==8000

third   EQU 2667
step    EQU 4022
away    EQU 6187

start   MOV.I bomb, start+away+60
        MOV.I src+3, start+away+3
        MOV.I src+2, start+away+2
        MOV.I src+1, start+away+1
        MOV.I src, start+away
        SPL start+away
        SPL 1
        SPL 1
        SPL 1
        JMP @way, >way
way     DAT 0, 1
k       FOR 8
        JMP imp+(k-1)*third
        ROF
imp     MOV.I #third, *0
k       FOR 12
        DAT 0, 0
        ROF
src     SPL #0, <-20
        MOV.I 59, step
        ADD.AB #step, -1
        DJN.F -2, <-400
bomb    DAT <1, {1
        END start
