/** What the operating system's layer did. Addresses are numbers, sizes are bytes. */
export type OsEvent =
  | { readonly type: 'pagesMapped'; readonly address: number; readonly sizeBytes: number }
  | { readonly type: 'pagesUnmapped'; readonly address: number; readonly sizeBytes: number }
  /** The program break moved; `sizeBytes` is negative when the top was trimmed. */
  | { readonly type: 'breakMoved'; readonly address: number; readonly sizeBytes: number }
  | {
      readonly type: 'rawAllocated';
      readonly address: number;
      readonly requestedBytes: number;
      readonly chunkBytes: number;
      /** Where the chunk came from: a free chunk, the top chunk, or a mapping of its own. */
      readonly from: 'gap' | 'top' | 'mmap';
    }
  | {
      readonly type: 'rawFreed';
      readonly address: number;
      readonly requestedBytes: number;
      readonly chunkBytes: number;
      /** The free chunk it became part of after joining its free neighbours; 0 where it was unmapped. */
      readonly gapBytes: number;
    }
  | {
      readonly type: 'rawResized';
      readonly address: number;
      readonly requestedBytes: number;
      readonly chunkBytes: number;
    };

/** Receives events as they happen. A sink must not call the allocator that feeds it. */
export type OsSink = (event: OsEvent) => void;
