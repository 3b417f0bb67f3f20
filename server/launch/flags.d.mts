export declare const nodeFlags: readonly string[];
export declare const heapFlags: readonly string[];
