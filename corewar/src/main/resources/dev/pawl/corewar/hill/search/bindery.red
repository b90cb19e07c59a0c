;redcode-94
;name Bindery
;author Pawl
;strategy Paper and stone: a silk that feeds on time, and a stone that buys it.
;assert CORESIZE==8000

one     EQU 2137
two     EQU 3651
step    EQU 2540
away    EQU 1700

start   MOV.I bomb, start+away+50
        MOV.I src+3, start+away+3
        MOV.I src+2, start+away+2
        MOV.I src+1, start+away+1
        MOV.I src, start+away
        SPL start+away
        SPL 1
        SPL 1
        MOV.I -1, 0
warp    SPL @0, >one
        MOV.I }-1, >-1
        SPL @0, >two
        MOV.I }-1, >-1
        MOV.I {-2, <1
        JMP @0, <one+two
        DAT 0, 0
k       FOR 12
        DAT 0, 0
        ROF
src     SPL #0, <-20
        MOV.I 49, step
        ADD.AB #step, -1
        DJN.F -2, <-400
bomb    DAT <1, {1
        END start
