/** Which Python 3 the code is compiled for: `minor` 8 to 15 stands for 3.8 to 3.15. */
export type Target = { readonly minor: number };
