//! A small world: an authority for certificates, servers on loopback, and who knows their names.

use std::collections::HashMap;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use credential::Timestamp;
use fetch::{Door, Network, NetworkOptions, Resolver, Resolving, Times};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use verify::{Answer, Document, Need, Purpose, Unavailable};

/// The time of this world.
pub(crate) const NOW: &str = "2026-11-24T09:00:00Z";

static AUTHORITY: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(|| {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Test authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
});

/// What a server does with a request.
pub(crate) enum Reply {
    /// Writes this, and closes.
    Bytes(Vec<u8>),
    /// Writes this, and waits for the next request on the same connection.
    Stay(Vec<u8>),
    /// Waits, then writes this.
    After(Duration, Vec<u8>),
    /// Never writes anything.
    Never,
    /// Writes this, then one byte at a time with so much between them.
    Drip(Vec<u8>, Duration),
    /// Writes this, then goes on as long as somebody reads, to 64 MiB.
    Endless(Vec<u8>),
}

/// An answer with its length; `head` are more header lines.
pub(crate) fn answer(status: u16, head: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes =
        format!("HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: {}\r\n{head}\r\n", body.len())
            .into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

pub(crate) fn ok(body: &str) -> Reply {
    Reply::Bytes(answer(200, "Content-Type: application/json\r\n", body))
}

pub(crate) fn to(location: &str) -> Reply {
    Reply::Bytes(answer(302, &format!("Location: {location}\r\n"), ""))
}

/// What a server saw.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Connections, whatever became of them.
    pub(crate) dialled: AtomicUsize,
    /// The heads of requests.
    pub(crate) requests: Mutex<Vec<String>>,
    /// Bytes of answers that went out.
    pub(crate) written: AtomicUsize,
    at_once: AtomicUsize,
    pub(crate) most_at_once: AtomicUsize,
}

impl Seen {
    pub(crate) fn dialled(&self) -> usize {
        self.dialled.load(Ordering::SeqCst)
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }
}

/// A server on loopback, until its test ends.
pub(crate) struct Server {
    pub(crate) at: SocketAddr,
    pub(crate) seen: Arc<Seen>,
}

impl Server {
    /// https, with a certificate for the names; `reply` gets the path.
    pub(crate) async fn https(names: &[&str], reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        Self::https_at("127.0.0.1:0", names, reply).await
    }

    pub(crate) async fn https_at(
        at: &str,
        names: &[&str],
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new(names).unwrap().signed_by(&key, &AUTHORITY).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.der().clone()], key);
        let tls = TlsAcceptor::from(Arc::new(config.unwrap()));
        Self::start(at.parse().unwrap(), Some(tls), reply).await
    }

    /// Without TLS.
    pub(crate) async fn http(ip: &str, reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(SocketAddr::new(ip.parse().unwrap(), 0), None, reply).await
    }

    async fn start(
        at: SocketAddr,
        tls: Option<TlsAcceptor>,
        reply: impl Fn(&str) -> Reply + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(at).await.unwrap();
        let at = listener.local_addr().unwrap();
        let seen = Arc::<Seen>::default();
        let (log, reply) = (Arc::clone(&seen), Arc::new(reply));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                log.dialled.fetch_add(1, Ordering::SeqCst);
                let (log, reply, tls) = (Arc::clone(&log), Arc::clone(&reply), tls.clone());
                tokio::spawn(async move {
                    match tls {
                        None => serve(stream, &log, &*reply).await,
                        Some(tls) => serve(tls.accept(stream).await?, &log, &*reply).await,
                    }
                });
            }
        });
        Self { at, seen }
    }
}

async fn serve(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    seen: &Seen,
    reply: &(impl Fn(&str) -> Reply + Sync),
) -> io::Result<()> {
    while serve_one(&mut stream, seen, reply).await? {}
    stream.shutdown().await
}

/// Whether the connection stays.
async fn serve_one(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    seen: &Seen,
    reply: &(impl Fn(&str) -> Reply + Sync),
) -> io::Result<bool> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await? {
            byte if head.len() < 16_384 => head.push(byte),
            _ => return Ok(false),
        }
        if !head.starts_with(b"G"[..1.min(head.len())].as_ref()) {
            // Somebody speaks TLS here: what servers without it do is to close.
            return Ok(false);
        }
    }
    let head = String::from_utf8(head).unwrap();
    let path = head.split(' ').nth(1).unwrap().to_owned();
    seen.requests.lock().unwrap().push(head);
    let now = seen.at_once.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most_at_once.fetch_max(now, Ordering::SeqCst);
    let reply = reply(&path);
    let stays = matches!(reply, Reply::Stay(_));
    let done = write(stream, seen, reply).await;
    seen.at_once.fetch_sub(1, Ordering::SeqCst);
    done.map(|()| stays)
}

async fn write(stream: &mut (impl AsyncWrite + Unpin), seen: &Seen, reply: Reply) -> io::Result<()> {
    let mut put = async |bytes: &[u8]| {
        stream.write_all(bytes).await?;
        stream.flush().await?;
        seen.written.fetch_add(bytes.len(), Ordering::SeqCst);
        io::Result::Ok(())
    };
    match reply {
        Reply::Bytes(bytes) | Reply::Stay(bytes) => put(&bytes).await?,
        Reply::After(time, bytes) => {
            tokio::time::sleep(time).await;
            put(&bytes).await?;
        }
        Reply::Never => tokio::time::sleep(Duration::from_secs(60)).await,
        Reply::Drip(head, time) => {
            put(&head).await?;
            for _ in 0..1_000 {
                tokio::time::sleep(time).await;
                put(b" ").await?;
            }
        }
        Reply::Endless(head) => {
            put(&head).await?;
            for _ in 0..1_024 {
                put(&[b' '; 65_536]).await?;
            }
        }
    }
    Ok(())
}

/// Who knows the addresses of names: a name has answers, one for each time it is asked; the last one stays.
#[derive(Debug, Default)]
pub(crate) struct Names {
    answers: Mutex<HashMap<String, Vec<Vec<SocketAddr>>>>,
    pub(crate) asked: Mutex<Vec<String>>,
}

impl Names {
    pub(crate) fn set(&self, name: &str, answers: &[&[SocketAddr]]) {
        let answers = answers.iter().rev().map(|answer| answer.to_vec()).collect();
        self.answers.lock().unwrap().insert(name.to_owned(), answers);
    }
}

#[derive(Debug)]
struct Known(Arc<Names>);

impl Resolver for Known {
    fn resolve(&self, name: &str) -> Resolving {
        self.0.asked.lock().unwrap().push(name.to_owned());
        let mut answers = self.0.answers.lock().unwrap();
        let found = match answers.get_mut(name) {
            Some(answers) if answers.len() > 1 => answers.pop(),
            Some(answers) => answers.first().cloned(),
            None => None,
        };
        Box::pin(async move { found.ok_or_else(|| io::Error::other("unknown")) })
    }
}

/// A door to this world.
pub(crate) struct World {
    pub(crate) door: Door,
    pub(crate) names: Arc<Names>,
}

impl World {
    /// Servers by the names that they are known under; each counts as outside.
    pub(crate) fn new(servers: &[(&str, &Server)]) -> Self {
        Self::with(servers, |_| {})
    }

    pub(crate) fn with(servers: &[(&str, &Server)], change: impl FnOnce(&mut NetworkOptions)) -> Self {
        let names = Arc::<Names>::default();
        for (name, server) in servers {
            names.set(name, &[&[server.at]]);
        }
        let mut options = NetworkOptions::new(|| NOW.parse().unwrap());
        options.resolver = Some(Arc::new(Known(Arc::clone(&names))));
        options.only_root = Some(AUTHORITY.pem().into_bytes());
        options.outside = servers.iter().map(|(_, server)| server.at).collect();
        change(&mut options);
        Self { door: Door::Network(Network::new(options).unwrap()), names }
    }

    /// Asks for documents in one judgement of their own.
    pub(crate) async fn ask(&self, urls: &[&str]) -> Vec<Answer> {
        let answers = self.door.all(&self.door.errand(), &needs(urls), now()).await;
        assert!(answers.iter().map(|(url, _)| url.as_str()).eq(urls.iter().copied()));
        answers.into_iter().map(|(_, answer)| answer).collect()
    }

    pub(crate) async fn found(&self, url: &str) -> Arc<Document> {
        match self.ask(&[url]).await.remove(0) {
            Answer::Found(document) => document,
            Answer::Unavailable(why) => panic!("{url}: {why:?}"),
        }
    }

    pub(crate) async fn missing(&self, url: &str) -> Unavailable {
        match self.ask(&[url]).await.remove(0) {
            Answer::Found(document) => panic!("{url}: {document:?}"),
            Answer::Unavailable(why) => why,
        }
    }

    pub(crate) async fn link(&self, url: &str) -> Answer {
        self.door.credential(url, now()).await
    }
}

pub(crate) fn needs(urls: &[&str]) -> Vec<Need> {
    urls.iter().map(|url| Need { url: (*url).to_owned(), purpose: Purpose::Keys }).collect()
}

pub(crate) fn now() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

/// Shorter times than the usual ones, for tests that wait for their end.
pub(crate) fn short(options: &mut NetworkOptions) {
    let ms = Duration::from_millis;
    options.times =
        Times { connect: ms(300), document: ms(300), link: ms(400), judgement: ms(900), upload: ms(5_000) };
}

pub(crate) fn unreachable(why: &str) -> Unavailable {
    Unavailable::Unreachable(why.to_owned())
}

pub(crate) fn refused(why: &str) -> Unavailable {
    Unavailable::Refused(why.to_owned())
}
