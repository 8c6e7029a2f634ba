//! The first pass over a file: its hash, its size, its encoding, its first bytes.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::Encoding;
use sha2::{Digest, Sha256};

use crate::Input;

/// How much of a file is looked at to recognise it.
const HEAD_BYTES: usize = 64 << 10;

/// What is known of a file before it is read.
#[derive(Clone, Debug)]
pub struct Survey {
    /// SHA-256 of all bytes, in hexadecimal.
    pub sha256: String,
    /// Size in bytes.
    pub bytes: u64,
    /// The encoding to decode it from.
    pub encoding: &'static Encoding,
    /// Whether it begins with a UTF-8 byte-order mark.
    pub marked: bool,
    /// The first bytes as delivered.
    pub head: Vec<u8>,
}

impl Survey {
    /// The head as text, without a byte-order mark.
    pub fn head_text(&self) -> Cow<'_, str> {
        self.encoding.decode(&self.head).0
    }
}

/// Reads all of `input` once. `seen` is told after each block how many bytes were read.
///
/// The encoding is UTF-16 or UTF-8 where a byte-order mark says so, UTF-16 where every other byte of the head is
/// zero, else what an XML declaration names, else UTF-8 if the *whole* file is valid UTF-8, else Windows-1252, in
/// which every byte means something.
pub fn survey(input: &dyn Input, seen: &mut dyn FnMut(u64)) -> std::io::Result<Survey> {
    let mut reader = input.open()?;
    let mut hash = Sha256::new();
    let mut head = Vec::new();
    let mut block = vec![0; 256 << 10];
    let (mut bytes, mut utf8, mut carried) = (0_u64, true, 0_usize);
    loop {
        let room = block.get_mut(carried..).unwrap_or_default();
        let got = match reader.read(room) {
            Ok(0) => break,
            Ok(got) => got,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let fresh = room.get(..got).unwrap_or_default();
        hash.update(fresh);
        let wanted = HEAD_BYTES.saturating_sub(head.len()).min(fresh.len());
        head.extend_from_slice(fresh.get(..wanted).unwrap_or_default());
        bytes = bytes.saturating_add(got as u64);
        let filled = carried.saturating_add(got);
        carried = 0;
        if utf8 && let Err(error) = std::str::from_utf8(block.get(..filled).unwrap_or_default()) {
            // A character cut by the end of the block is completed by the next block.
            utf8 = error.error_len().is_none();
            if utf8 {
                block.copy_within(error.valid_up_to()..filled, 0);
                carried = filled.saturating_sub(error.valid_up_to());
            }
        }
        seen(got as u64);
    }
    let mut sha256 = String::with_capacity(64);
    for byte in hash.finalize() {
        for nibble in [byte >> 4, byte & 15] {
            sha256.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    let encoding = encoding_of(&head, utf8 && carried == 0);
    let marked = head.starts_with(b"\xef\xbb\xbf");
    Ok(Survey { sha256, bytes, encoding, marked, head })
}

fn encoding_of(head: &[u8], whole_is_utf8: bool) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return encoding;
    }
    let sample = head.get(..1024).unwrap_or(head);
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    if sample.len() >= 8 && zeros(1) * 5 >= sample.len() * 2 {
        return encoding_rs::UTF_16LE;
    }
    if sample.len() >= 8 && zeros(0) * 5 >= sample.len() * 2 {
        return encoding_rs::UTF_16BE;
    }
    if whole_is_utf8 {
        return encoding_rs::UTF_8;
    }
    declared(sample).unwrap_or(encoding_rs::WINDOWS_1252)
}

/// The encoding an XML declaration names.
fn declared(sample: &[u8]) -> Option<&'static Encoding> {
    let declaration = sample.strip_prefix(b"<?xml")?;
    let end = memchr::memchr(b'>', declaration)?;
    let declaration = declaration.get(..end)?;
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let mut quoted = declaration.get(at..)?.split(|byte| matches!(byte, b'"' | b'\''));
    let label = quoted.nth(1)?;
    Encoding::for_label(label).filter(|encoding| *encoding != encoding_rs::UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::Memory;

    #[test]
    fn the_encoding_is_decided_over_the_whole_file() {
        let mut late = vec![b'a'; 300 << 10];
        late.extend_from_slice(b"caf\xe9");
        let mut cut = vec![b'a'; (256 << 10) - 1];
        cut.extend_from_slice("é".as_bytes());
        for (bytes, expected) in [
            (b"plain".to_vec(), "UTF-8"),
            ("café".as_bytes().to_vec(), "UTF-8"),
            (late, "windows-1252"),
            (cut, "UTF-8"),
            (b"caf\xc3".to_vec(), "windows-1252"),
            (b"\xff\xfea\0".to_vec(), "UTF-16LE"),
            (b"a\0b\0c\0d\0e\0".to_vec(), "UTF-16LE"),
            (b"\0a\0b\0c\0d\0e".to_vec(), "UTF-16BE"),
            (b"<?xml version='1.0' encoding='ISO-8859-2'?><a>\xb1</a>".to_vec(), "ISO-8859-2"),
        ] {
            let found = survey(&Memory::new("x", bytes), &mut |_| ()).unwrap();
            assert_eq!(found.encoding.name(), expected);
        }
    }

    #[test]
    fn the_hash_is_of_the_bytes_as_delivered() {
        let found = survey(&Memory::new("x", b"abc".to_vec()), &mut |_| ()).unwrap();
        assert_eq!(found.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(found.bytes, 3);
    }
}
