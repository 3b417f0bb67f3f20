/** io (Lib/io.py) over the native `_io`. */
import { type LibModule, when } from './module.ts';

const textEncoding = `

def text_encoding(encoding, stacklevel=2, /):
    return 'DEFAULT' if encoding is None else encoding
`;

export const ioLib: LibModule = {
  name: 'io',
  source: ({ minor }) => `
import _io
from _io import open, StringIO, BytesIO, TextIOWrapper, BufferedReader, BufferedWriter, BufferedRandom, DEFAULT_BUFFER_SIZE

__all__ = ["open", "IOBase", "RawIOBase", "BytesIO", "StringIO", "BufferedIOBase", "BufferedReader", "BufferedWriter",
           "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END"]

IOBase = _io._IOBase
RawIOBase = _io._RawIOBase
BufferedIOBase = _io._BufferedIOBase
TextIOBase = _io._TextIOBase
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2


class UnsupportedOperation(OSError, ValueError):
    pass


_io.UnsupportedOperation = UnsupportedOperation
BlockingIOError = BlockingIOError
${when(minor >= 10, textEncoding.replace('DEFAULT', minor >= 11 ? 'utf-8' : 'locale'))}`,
};
