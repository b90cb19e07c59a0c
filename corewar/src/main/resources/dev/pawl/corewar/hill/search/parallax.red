;redcode
;name Parallax
;author Pawl
;strategy CMP scanner: looks through two holes at once and drops SPL 0 / JMP -1 ('88 style).
;assert CORESIZE==8000

step    EQU 3036
gap     EQU 12

look    ADD inc, both
both    CMP step, step+gap
        SLT #60, both
        DJN look, <-2000
        MOV trap+1, @both
        MOV trap, <both
        SUB #gap-1, both
        JMN both-1+4, again
        MOV #1, again
        JMP look
again   DAT #0, #1
inc     DAT #step, #step
trap    SPL 0, 0
        JMP -1, 0
        END look
