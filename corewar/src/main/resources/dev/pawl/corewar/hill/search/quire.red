;redcode
;name Quire
;author Pawl
;strategy Paper: seven processes in step copy themselves and walk on ('88 style).
;assert CORESIZE==8000

stride  EQU 367

        SPL 1
        SPL 1
        MOV -1, 0               ; 7 processes
page    MOV #1, src
        MOV <src, <dst          ; each copies one of the seven lines
        SPL @dst
        ADD #stride, dst        ; 7 times
        JMP page, <-20
dst     DAT #0, #2100
src     DAT #0, #1
        END
