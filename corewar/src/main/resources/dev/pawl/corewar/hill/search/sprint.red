;redcode-94
;name Sprint
;author Pawl
;strategy Quick scan and bomber: 32 holes in 16 cycles, shots at what is found, then SPL and DAT bombs, then a clear.
;assert CORESIZE==8000

groups  EQU 8
apart   EQU 157                 ; from one pair of holes to the next
across  EQU 4000                ; from one hole of a pair to the other
first   EQU 293
few     EQU 11
shots   EQU 9

seek
i       FOR groups
        SNE.I seek+first+(2*i-2)*apart, seek+first+(2*i-2)*apart+across
        SEQ.I seek+first+(2*i-1)*apart, seek+first+(2*i-1)*apart+across
        JMP hit+groups-i
        ROF
        JMP grind
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
        JMP grind
at      DAT seek-at+first, seek-at+first+across
pair    DAT apart, apart
group   DAT 2*apart, 2*apart
back    DAT few*shots/2, few*shots/2
small   DAT few, few
shot    DAT <1, <1
step    EQU 4839
times   EQU 490
spread  EQU 4

sack    DAT 0, 40
        DAT 0, 0
        DAT 0, 0
grind   MOV.I grit, @chute
        MOV.I hull, *chute
        ADD.F feed, chute
        DJN.B grind, #times
        SPL #0, <-30
        MOV.I hull, >sack
        DJN.F -1, >sack
feed    DAT step, step
chute   DAT step+spread, step
grit    SPL #3, <-4
hull    DAT <2667, hull-sack+8
        END seek
