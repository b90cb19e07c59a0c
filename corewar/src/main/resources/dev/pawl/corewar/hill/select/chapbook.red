;redcode
;name Chapbook
;author Pawl
;strategy Paper and imp: an imp goes ahead while seven processes copy themselves ('88 style).
;assert CORESIZE==8000

stride  EQU 306

        SPL imp
        SPL 1
        SPL 1
        MOV -1, 0               ; 7 processes
page    MOV #1, src
        MOV <src, <dst
        SPL @dst, <2667
        ADD #stride, dst
        JMP page, <5334
dst     DAT #0, #3000
src     DAT #0, #1
imp     MOV 0, 1
