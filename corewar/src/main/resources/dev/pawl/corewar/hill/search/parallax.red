;redcode
;name Parallax
;author Pawl
;strategy CMP scanner: looks through two holes at once and drops SPL 0 / JMP -1 into both, then clears ('88 style).
;assert CORESIZE==8000

step    EQU 3036
gap     EQU 12
hits    EQU 30

look    ADD inc, both
both    CMP step, step+gap
        SLT #gap+30, both       ; leave itself alone
        DJN look, <-2000
        MOV trap+1, @both
        MOV trap, <both
        SUB #gap-1, both
        MOV trap+1, @both
        MOV trap, <both
        ADD #gap+1, both
        DJN look, #hits
        SPL 0, <-30
        MOV wipe, <look-3
        JMP -1, <-40
inc     DAT #step, #step
trap    SPL 0, <-1
        JMP -1, <-1
wipe    DAT <-20, #-30
        END look
