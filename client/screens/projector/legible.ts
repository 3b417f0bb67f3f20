import { useEffect, useState } from 'preact/hooks';

/** No text on a projector is smaller than this share of its height. */
const SHARE = 1 / 30;

/** The smallest text that may be shown, in CSS pixels; follows the size of the window. */
export function useLeastText(): number {
  const [height, setHeight] = useState(innerHeight);
  useEffect(() => {
    const measure = () => setHeight(innerHeight);
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return height * SHARE;
}
