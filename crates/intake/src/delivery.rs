//! What was delivered: files, folders, archives.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use flate2::CrcReader;
use flate2::bufread::DeflateDecoder;
use zip::CompressionMethod;

/// The most members an archive may have.
const MEMBER_LIMIT: usize = 100_000;
/// The largest member of an archive that is unpacked, in bytes.
const MEMBER_BYTES: u64 = 64 << 30;
/// How many times larger than packed a member may be once unpacked, if it is larger than [`RATIO_FREE_BYTES`].
const MEMBER_RATIO: u64 = 300;
/// Members up to this size may have any ratio.
const RATIO_FREE_BYTES: u64 = 64 << 20;

/// Something that can be read from the start, any number of times.
pub trait Input: Send + Sync {
    /// Its name: the path as delivered, `archive.zip!member` for a member.
    fn name(&self) -> &str;
    /// Size in bytes.
    fn size(&self) -> u64;
    /// Opens it at its first byte.
    fn open(&self) -> io::Result<Box<dyn Read + '_>>;
    /// Opens it at a byte; what cannot be sought in is read up to there.
    fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + '_>> {
        let mut reader = self.open()?;
        io::copy(&mut reader.by_ref().take(start), &mut io::sink())?;
        Ok(reader)
    }
}

/// A delivered path that cannot be opened, or an archive outside its bounds.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The file system said no.
    #[error("{path}: {source}")]
    Io {
        /// The path.
        path: String,
        /// What it said.
        source: io::Error,
    },
    /// The archive's directory cannot be read.
    #[error("{path}: not a readable zip archive: {source}")]
    Archive {
        /// The path.
        path: String,
        /// What is wrong.
        source: zip::result::ZipError,
    },
    /// The archive or a member is outside what is unpacked.
    #[error("{path}: {reason}")]
    Bounds {
        /// The path, with the member.
        path: String,
        /// Which bound.
        reason: String,
    },
}

/// Expands paths into inputs: folders are walked in the order of their names (links are not followed, hidden files
/// are left out), zip archives into their members. What cannot be opened comes back as an error beside the rest.
pub fn deliver(paths: &[PathBuf]) -> (Vec<Box<dyn Input>>, Vec<DeliveryError>) {
    let (mut inputs, mut errors) = (Vec::new(), Vec::new());
    for path in paths {
        walk(path, &mut inputs, &mut errors);
    }
    (inputs, errors)
}

fn walk(path: &Path, inputs: &mut Vec<Box<dyn Input>>, errors: &mut Vec<DeliveryError>) {
    let name = path.display().to_string();
    let failed = |source| DeliveryError::Io { path: name.clone(), source };
    let found = match std::fs::metadata(path) {
        Ok(found) => found,
        Err(error) => return errors.push(failed(error)),
    };
    if found.is_dir() {
        let entries = match std::fs::read_dir(path).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) => return errors.push(failed(error)),
        };
        let mut children: Vec<PathBuf> = entries
            .into_iter()
            .filter(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."))
            .filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_symlink()))
            .map(|entry| entry.path())
            .collect();
        children.sort();
        for child in children {
            walk(&child, inputs, errors);
        }
    } else if found.is_file() {
        let file = Arc::new(OnDisk { path: path.to_owned(), name, size: found.len() });
        match file.starts_with(*b"PK\x03\x04") {
            Ok(true) => members(&file, inputs, errors),
            Ok(false) => inputs.push(Box::new(file)),
            Err(source) => errors.push(DeliveryError::Io { path: file.name.clone(), source }),
        }
    }
}

/// A file.
struct OnDisk {
    path: PathBuf,
    name: String,
    size: u64,
}

impl OnDisk {
    fn starts_with(&self, magic: [u8; 4]) -> io::Result<bool> {
        let mut first = [0; 4];
        let mut got = 0;
        let mut file = File::open(&self.path)?;
        while let Some(room) = first.get_mut(got..).filter(|room| !room.is_empty()) {
            match file.read(room)? {
                0 => break,
                read => got += read,
            }
        }
        Ok(got == 4 && first == magic)
    }
}

impl Input for Arc<OnDisk> {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(File::open(&self.path)?))
    }

    fn open_at(&self, start: u64) -> io::Result<Box<dyn Read + '_>> {
        let mut file = File::open(&self.path)?;
        file.seek(io::SeekFrom::Start(start))?;
        Ok(Box::new(file))
    }
}

/// One member of a zip archive. It is unpacked as it is read and never written anywhere, so that a name such as
/// `../../x` can do no harm; it is only shown.
struct Member {
    archive: Arc<OnDisk>,
    name: String,
    /// Where its packed bytes begin, and how many they are.
    start: u64,
    packed: u64,
    deflated: bool,
    size: u64,
    crc32: u32,
}

fn members(archive: &Arc<OnDisk>, inputs: &mut Vec<Box<dyn Input>>, errors: &mut Vec<DeliveryError>) {
    let opened = File::open(&archive.path)
        .map_err(|source| DeliveryError::Io { path: archive.name.clone(), source })
        .and_then(|file| {
            zip::ZipArchive::new(io::BufReader::new(file))
                .map_err(|source| DeliveryError::Archive { path: archive.name.clone(), source })
        });
    let mut zip = match opened {
        Ok(zip) => zip,
        Err(error) => return errors.push(error),
    };
    if zip.len() > MEMBER_LIMIT {
        let reason = format!("{} members; at most {MEMBER_LIMIT} are unpacked", zip.len());
        return errors.push(DeliveryError::Bounds { path: archive.name.clone(), reason });
    }
    for index in 0..zip.len() {
        let member = match zip.by_index_raw(index) {
            Ok(member) => member,
            Err(source) => {
                errors.push(DeliveryError::Archive { path: archive.name.clone(), source });
                continue;
            }
        };
        if member.is_dir() {
            continue;
        }
        let name = format!("{}!{}", archive.name, member.name().unwrap_or_default());
        let (size, packed, method) = (member.size(), member.compressed_size(), member.compression());
        let (stored, deflated) = (method == CompressionMethod::Stored, method == CompressionMethod::Deflated);
        let reason = if member.encrypted() {
            Some("the member is encrypted; unpack it with its password first".to_owned())
        } else if size > MEMBER_BYTES {
            Some(format!("the member would unpack to {size} bytes; at most {MEMBER_BYTES} are read"))
        } else if size > RATIO_FREE_BYTES && size / packed.max(1) > MEMBER_RATIO {
            Some(format!(
                "the member claims to be {}× larger than packed; at most {MEMBER_RATIO}× is unpacked",
                size / packed.max(1)
            ))
        } else {
            None
        };
        let reason = reason.or_else(|| {
            (!stored && !deflated).then(|| format!("packed with {method:?}; only deflate is unpacked"))
        });
        match (reason, member.data_start()) {
            (None, Some(start)) => {
                let (archive, crc32) = (Arc::clone(archive), member.crc32());
                inputs.push(Box::new(Member { archive, name, start, packed, deflated, size, crc32 }));
            }
            (reason, _) => {
                let reason =
                    reason.unwrap_or_else(|| "the archive does not say where the member begins".to_owned());
                errors.push(DeliveryError::Bounds { path: name, reason });
            }
        }
    }
}

impl Input for Member {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.size
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        let mut file = File::open(&self.archive.path)?;
        file.seek(io::SeekFrom::Start(self.start))?;
        let packed = io::BufReader::new(file.take(self.packed));
        // A directory can lie about the size; no more than it claims is unpacked.
        let unpacked: Box<dyn Read> =
            if self.deflated { Box::new(DeflateDecoder::new(packed)) } else { Box::new(packed) };
        Ok(Box::new(Checked { inner: CrcReader::new(unpacked.take(self.size)), expected: self.crc32 }))
    }
}

/// Compares the checksum once the last byte has been read.
struct Checked<R> {
    inner: CrcReader<R>,
    expected: u32,
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let got = self.inner.read(room)?;
        if got == 0 && !room.is_empty() && self.inner.crc().sum() != self.expected {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "the member's checksum is wrong: the archive is damaged",
            ));
        }
        Ok(got)
    }
}

/// Bytes in memory, for tests and for callers that already hold them.
#[derive(Clone, Debug)]
pub struct Memory {
    name: String,
    bytes: Vec<u8>,
}

impl Memory {
    /// These bytes under this name.
    pub fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes }
    }
}

impl Input for Memory {
    fn name(&self) -> &str {
        &self.name
    }

    fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(self.bytes.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn zipped(members: &[(&str, &[u8])]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.zip");
        let mut zip = zip::ZipWriter::new(File::create(&path).unwrap());
        for (name, bytes) in members {
            let options =
                zip::write::SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
            zip.start_file(*name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        (folder, path)
    }

    fn bytes(input: &dyn Input) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        input.open()?.read_to_end(&mut bytes).map(|_| bytes)
    }

    #[test]
    fn members_are_read_where_they_lie_and_a_climbing_name_is_only_a_name() {
        let (_folder, path) = zipped(&[("chat.txt", b"hello"), ("../../etc/passwd", b"x")]);
        let (inputs, errors) = deliver(&[path]);
        assert!(errors.is_empty());
        assert!(
            inputs[0].name().ends_with("a.zip!chat.txt") && inputs[1].name().ends_with("!../../etc/passwd")
        );
        assert_eq!((bytes(inputs[0].as_ref()).unwrap(), inputs[0].size()), (b"hello".to_vec(), 5));
        assert_eq!(bytes(inputs[0].as_ref()).unwrap(), b"hello");
    }

    #[test]
    fn a_bomb_is_refused_with_the_bound_it_breaks() {
        let zeros = vec![0; usize::try_from(RATIO_FREE_BYTES).unwrap() + 1];
        let (_folder, path) = zipped(&[("bomb", &zeros), ("fine", b"a")]);
        let (inputs, errors) = deliver(&[path]);
        assert_eq!(inputs.len(), 1);
        assert!(errors[0].to_string().contains("larger than packed"), "{}", errors[0]);
    }

    #[test]
    fn a_damaged_member_is_an_error_not_other_bytes() {
        let (_folder, path) = zipped(&[("a", b"hello hello hello")]);
        let mut raw = std::fs::read(&path).unwrap();
        raw[32] ^= 0x10;
        std::fs::write(&path, raw).unwrap();
        let (inputs, _) = deliver(&[path]);
        assert!(bytes(inputs[0].as_ref()).is_err());
    }

    #[test]
    fn folders_are_walked_by_name_and_what_is_missing_is_said() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.txt", ".hidden"] {
            std::fs::write(folder.path().join(name), name).unwrap();
        }
        let (inputs, errors) = deliver(&[folder.path().to_owned(), folder.path().join("none")]);
        let names: Vec<_> = inputs.iter().map(|input| input.name().rsplit('/').next().unwrap()).collect();
        assert_eq!(names, ["a.txt", "b.txt"]);
        assert_eq!(errors.len(), 1);
    }
}
