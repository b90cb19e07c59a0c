;redcode-94
;name Hawkeye
;author Pawl
;strategy Scanner: one hole at a time with JMZ, a burst of SPL at each find, then a clear.
;assert CORESIZE==8000

step    EQU 4871
len     EQU 18
hits    EQU 4

eye     DAT 0, 60
skin    DAT 0, 60
        DAT 0, 0
start   ADD.AB #step, eye
        JMZ.F start, @eye
        SLT.AB #last-eye+len, eye       ; leave itself alone
        JMP start
        MOV.AB #len, burst
        SUB.AB #3, eye
        MOV.I stun, >eye
burst   DJN.B -1, #len
        DJN.B start, #hits
        SPL #0, <skin-20
        MOV.I pelt, >skin
        DJN.F -1, >skin
stun    SPL #0, 0
pelt    DAT <2667, pelt-skin+6
last    DAT 0, 0
        END start
