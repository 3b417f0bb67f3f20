# UTF-8, UTF-16 and UTF-32, with and without marks, and what their error handlers do.
def attempt(f):
    try:
        print(' ', ascii(f()))
    except Exception as e:
        print(' ', type(e).__name__ + ':', e)


texts = ['', 'a', 'hé', '€', '😀x', 'ab\x00c', '\ufeffz']
codecs = ['utf-8', 'utf-8-sig', 'utf-16', 'utf-16-le', 'utf-16-be', 'UTF_16', 'utf16', 'U16', 'utf-16LE', 'utf_32', 'utf-32-le', 'utf-32-be', 'U32', 'latin-1', 'ascii']
for codec in codecs:
    for text in texts:
        try:
            data = text.encode(codec)
            print(codec, ascii(text), data, data.decode(codec) == text)
        except UnicodeError as e:
            print(codec, ascii(text), e)
for codec in ('utf-16', 'utf-16-be', 'utf-32', 'utf-32-le'):
    for errors in ('strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'surrogatepass', 'surrogateescape', 'nonsense'):
        if errors == 'nonsense' and codec[-3] == '-' and codec[-2:] in ('be', 'le'):
            continue
        print(codec, errors)
        attempt(lambda: 'a\ud800\ud801b'.encode(codec, errors)) if errors != 'surrogateescape' else None
        attempt(lambda: 'x\udfffy'.encode(codec, errors))
        for data in (b'\x00', b'a\x00b', b'\x00\xd8', b'\x00\xdca\x00', b'\x00\xd8a\x00', b'\xd8\x00\x00a', b'\x80\xdc', b'\xff\xfea\x00', b'\xfe\xff\x00a', b'\x00\xd8\x00\x00', b'\xff\xff\xff\xffa\x00\x00\x00', b'a\x00\x00\x00\x01\x02', b'\xff\xfe\x00\x00a\x00\x00\x00', b'\x00\x00\xfe\xff\x00\x00\x00a'):
            attempt(lambda: data.decode(codec, errors)) if errors != 'xmlcharrefreplace' else None
attempt(lambda: 'a'.encode('utf-17'))
attempt(lambda: str(b'\xff\xfea\x00', 'utf-16'))
attempt(lambda: bytes('hé', 'utf-16-le'))
attempt(lambda: bytearray('h', 'utf-32-be').decode('utf-32-be'))
try:
    '\udc00'.encode('utf-16')
except UnicodeEncodeError as e:
    print(e.encoding, e.start, e.end, e.reason)
try:
    b'\x00'.decode('utf-16')
except UnicodeDecodeError as e:
    print(e.encoding, e.start, e.end, e.reason)
