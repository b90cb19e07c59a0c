;redcode-94
;name Express
;author Pawl
;strategy Quick scan and one-shot scanner: takes a census of 14 pairs, shoots at the last that differed, then looks on, two pairs a loop, and ends as a clear.
;assert CORESIZE==8000

pairs   EQU 14
apart   EQU 277                 ; from one pair of holes to the next
across  EQU 4000                ; from one hole of a pair to the other
first   EQU 190
few     EQU 5
shots   EQU 12
wide    EQU 30
step    EQU 3700
gap     EQU 50
looks   EQU 32

seek
i       FOR pairs
        SEQ.I seek+first+(i-1)*apart, seek+first+(i-1)*apart+across
        MOV.AB #i, found
        ROF
        JMZ.B scan, found
        MUL.AB #apart, found
        ADD.B found, aim
        ADD.BA found, aim
fire    MOV.I shot, *aim
        MOV.I shot, @aim
        SUB.F less, aim
        DJN.B fire, #shots
        JMP scan
found   DAT 0, 0
aim     DAT seek-aim+first-apart+wide, seek-aim+first-apart+wide+across
less    DAT few, few
shot    DAT <1, {1
k       FOR 12
        DAT 0, 0
        ROF
seen    DAT gap, 0
b1      SPL #b2-seen, 22
b2      DAT b3-seen, 22
b3      DAT <b3-seen, 22
        DAT 0, 0
scan    ADD.F inc, seen
        SEQ.I *seen, @seen
        JMP pounce
        ADD.F inc, seen
        SNE.I *seen, @seen
        DJN.B scan, #looks
pounce  SUB.AB #7, seen
        MOV.A #b1-seen, seen
        SPL #0, <seek-100
        MOV.I *seen, >seen
        DJN.F -1, {seek-90
inc     DAT step, step
        END seek
