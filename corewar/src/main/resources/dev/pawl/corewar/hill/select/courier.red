;redcode-94
;name Courier
;author Pawl
;strategy Quick scan and stone with imps: shoots first, then boots a stone and winds up a spiral.
;assert CORESIZE==8000

groups  EQU 8
apart   EQU 162                 ; from one pair of holes to the next
across  EQU 4000                ; from one hole of a pair to the other
first   EQU 220
few     EQU 6
shots   EQU 10

seek
i       FOR groups
        SNE.I seek+first+(2*i-2)*apart, seek+first+(2*i-2)*apart+across
        SEQ.I seek+first+(2*i-1)*apart, seek+first+(2*i-1)*apart+across
        JMP hit+groups-i
        ROF
        JMP run
hit
i       FOR groups-1
        ADD.F group, at         ; the later the group, the more additions
        ROF
        SNE.I *at, @at          ; the first pair of the group, or the second?
        ADD.F pair, at
        SUB.F back, at
fire    MOV.I shot, *at
        MOV.I shot, @at
        ADD.F small, at
        DJN.B fire, #shots
run     MOV.I bomb, away+50
        MOV.I src+3, away+3
        MOV.I src+2, away+2
        MOV.I src+1, away+1
        MOV.I src, away
        SPL away
        SPL 1
        SPL 1
        SPL 1
        JMP @way, >way
way     DAT 0, 1
k       FOR 8
        JMP imp+(k-1)*third
        ROF
third   EQU 2667
away    EQU (seek+2100)
step    EQU 4978
imp     MOV.I #third, *0
src     SPL #0, <-20
        MOV.I 49, step
        ADD.AB #step, -1
        DJN.F -2, <-400
bomb    DAT <1, {1
at      DAT seek-at+first, seek-at+first+across
pair    DAT apart, apart
group   DAT 2*apart, 2*apart
back    DAT few*shots/2, few*shots/2
small   DAT few, few
shot    DAT <1, <1
        END seek
