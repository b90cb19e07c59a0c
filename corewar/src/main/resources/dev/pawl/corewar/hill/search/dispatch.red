;redcode-94
;name Dispatch
;author Pawl
;strategy Quick scan and silk: shoots first, then settles down to breed.
;assert CORESIZE==8000

groups  EQU 8
apart   EQU 178                 ; from one pair of holes to the next
across  EQU 4000                ; from one hole of a pair to the other
first   EQU 300
few     EQU 3
shots   EQU 7

seek
i       FOR groups
        SNE.I seek+first+(2*i-2)*apart, seek+first+(2*i-2)*apart+across
        SEQ.I seek+first+(2*i-1)*apart, seek+first+(2*i-1)*apart+across
        JMP hit+groups-i
        ROF
        JMP silk
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
silk    SPL 1
        SPL 1
        SPL 1
weft    SPL @0, >one
        MOV.I }weft, >weft
        SPL @0, >two
        MOV.I }-1, >-1
        MOV.I ink, >spill
        MOV.I {-3, <1
        JMP @0, <three
ink     DAT <2667, <5334
one     EQU 6280
two     EQU 6010
three   EQU 3665
spill   EQU 2153
at      DAT seek-at+first, seek-at+first+across
pair    DAT apart, apart
group   DAT 2*apart, 2*apart
back    DAT few*shots/2, few*shots/2
small   DAT few, few
shot    DAT <1, <1
        END seek
