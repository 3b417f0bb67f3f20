/** What students type, without the protocol; where it has to break, it does so before the last part. */
export function JoinAddress() {
  return (
    <>
      {location.host}
      <wbr />
      /join
    </>
  );
}
