;redcode
;name Creeper
;author Pawl
;strategy Imp: copies itself one cell ahead, for ever.
;assert CORESIZE>=8

here    MOV here, here+1
        END here
