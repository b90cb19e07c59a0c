;redcode-94
;name Express
;author Pawl
;strategy Quick scan and one-shot scanner: shoots first, then looks on and ends as an SPL-then-DAT clear.
;assert CORESIZE==8000

groups  EQU 8
apart   EQU 159                 ; from one pair of holes to the next
across  EQU 4000                ; from one hole of a pair to the other
first   EQU 292
few     EQU 3
shots   EQU 6

seek
i       FOR groups
        SNE.I seek+first+(2*i-2)*apart, seek+first+(2*i-2)*apart+across
        SEQ.I seek+first+(2*i-1)*apart, seek+first+(2*i-1)*apart+across
        JMP hit+groups-i
        ROF
        JMP scan
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
        JMP scan
at      DAT seek-at+first, seek-at+first+across
pair    DAT apart, apart
group   DAT 2*apart, 2*apart
back    DAT few*shots/2, few*shots/2
small   DAT few, few
shot    DAT <1, <1
step    EQU 3699
gap     EQU 64
looks   EQU 64

seen    DAT step+gap, step
b1      SPL #b2-seen, 20
b2      DAT b2-seen, 20
        DAT 0, 0
        DAT 0, 0
scan    ADD.F inc, seen
        SNE.I *seen, @seen
        DJN.B scan, #looks
        SUB.AB #9, seen
        MOV.A #b1-seen, seen
        SPL #0, <seek-100
        MOV.I *seen, >seen
        MOV.I *seen, >seen
        DJN.F -2, <seek-100
inc     DAT step, step
        END seek
