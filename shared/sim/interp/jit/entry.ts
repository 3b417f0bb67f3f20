/** Words that begin a block of translated code, in `CodeData.fused`: the sign, and the block's number. */
export const ENTRY = 0x80000000 | 0;
export const BLOCK = 0xffff;
