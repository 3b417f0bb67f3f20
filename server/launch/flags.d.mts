export declare const nodeFlags: readonly string[];
export declare const heapFlags: readonly string[];
export declare function stackFlags(): readonly string[];
export declare function nativeLoops(): number | undefined;
