//! Curves of ECDSA keys by name, and points on them (SEC 1): public values only, nothing here is secret.

use num_bigint::BigUint;

/// The curves that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
    P521,
    Brainpool256,
    Brainpool384,
    Brainpool512,
}

impl Curve {
    /// By the object identifier of its name.
    pub(crate) fn of(oid: &str) -> Option<Self> {
        match oid {
            "1.2.840.10045.3.1.7" => Some(Self::P256),
            "1.3.132.0.34" => Some(Self::P384),
            "1.3.132.0.35" => Some(Self::P521),
            "1.3.36.3.3.2.8.1.1.7" => Some(Self::Brainpool256),
            "1.3.36.3.3.2.8.1.1.11" => Some(Self::Brainpool384),
            "1.3.36.3.3.2.8.1.1.13" => Some(Self::Brainpool512),
            _ => None,
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::P521 => "P-521",
            Self::Brainpool256 => "brainpoolP256r1",
            Self::Brainpool384 => "brainpoolP384r1",
            Self::Brainpool512 => "brainpoolP512r1",
        }
    }

    /// Prime, the two coefficients, the order, and the generator's two coordinates, as FIPS 186-4 and RFC 5639 print
    /// them.
    fn numbers(self) -> [&'static str; 6] {
        match self {
            Self::P256 => [
                "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
                "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
                "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
                "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
                "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
            ],
            Self::P384 => [
                "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
                "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc",
                "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef",
                "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973",
                "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
                "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f",
            ],
            Self::P521 => [
                "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc",
                "0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00",
                "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
                "00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66",
                "011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650",
            ],
            Self::Brainpool256 => [
                "a9fb57dba1eea9bc3e660a909d838d726e3bf623d52620282013481d1f6e5377",
                "7d5a0975fc2c3057eef67530417affe7fb8055c126dc5c6ce94a4b44f330b5d9",
                "26dc5c6ce94a4b44f330b5d9bbd77cbf958416295cf7e1ce6bccdc18ff8c07b6",
                "a9fb57dba1eea9bc3e660a909d838d718c397aa3b561a6f7901e0e82974856a7",
                "8bd2aeb9cb7e57cb2c4b482ffc81b7afb9de27e1e3bd23c23a4453bd9ace3262",
                "547ef835c3dac4fd97f8461a14611dc9c27745132ded8e545c1d54c72f046997",
            ],
            Self::Brainpool384 => [
                "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b412b1da197fb71123acd3a729901d1a71874700133107ec53",
                "7bc382c63d8c150c3c72080ace05afa0c2bea28e4fb22787139165efba91f90f8aa5814a503ad4eb04a8c7dd22ce2826",
                "04a8c7dd22ce28268b39b55416f0447c2fb77de107dcd2a62e880ea53eeb62d57cb4390295dbc9943ab78696fa504c11",
                "8cb91e82a3386d280f5d6f7e50e641df152f7109ed5456b31f166e6cac0425a7cf3ab6af6b7fc3103b883202e9046565",
                "1d1c64f068cf45ffa2a63a81b7c13f6b8847a3e77ef14fe3db7fcafe0cbd10e8e826e03436d646aaef87b2e247d4af1e",
                "8abe1d7520f9c2a45cb1eb8e95cfd55262b70b29feec5864e19c054ff99129280e4646217791811142820341263c5315",
            ],
            Self::Brainpool512 => [
                "aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca703308717d4d9b009bc66842aecda12ae6a380e62881ff2f2d82c68528aa6056583a48f3",
                "7830a3318b603b89e2327145ac234cc594cbdd8d3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94ca",
                "3df91610a83441caea9863bc2ded5d5aa8253aa10a2ef1c98b9ac8b57f1117a72bf2c7b9e7c1ac4d77fc94cadc083e67984050b75ebae5dd2809bd638016f723",
                "aadd9db8dbe9c48b3fd4e6ae33c9fc07cb308db3b3c9d20ed6639cca70330870553e5c414ca92619418661197fac10471db1d381085ddaddb58796829ca90069",
                "81aee4bdd82ed9645a21322e9c4c6a9385ed9f70b5d916c1b43b62eef4d0098eff3b1f78e2d0d48d50d1687b93b97d5f7c6d5047406a5e688b352209bcb9f822",
                "7dde385d566332ecc0eabfa9cf7822fdf209f70024a57b1aa000c55b881f8111b2dcde494a5f485e5bca4bd88a2763aed1ca2b2fa8f0540678cd1e0f3ad80892",
            ],
        }
    }

    pub(crate) fn parameters(self) -> Parameters {
        let [prime, a, b, order, x, y] =
            self.numbers().map(|hex| BigUint::from_bytes_be(&hex::decode(hex).unwrap_or_default()));
        Parameters { prime, a, b, order, generator: Point { x, y, z: BigUint::from(1u8) } }
    }
}

/// A curve y² = x³ + ax + b over a prime field, whose points all stem from the generator.
#[derive(Debug, Clone)]
pub(crate) struct Parameters {
    prime: BigUint,
    a: BigUint,
    b: BigUint,
    pub(crate) order: BigUint,
    generator: Point,
}

/// A point x/z², y/z³; the one at infinity has z = 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    x: BigUint,
    y: BigUint,
    z: BigUint,
}

impl Parameters {
    /// A public key, whole or compressed, when it is a point of the curve.
    pub(crate) fn point(&self, key: &[u8]) -> Option<Point> {
        let size = usize::try_from(self.prime.bits().div_ceil(8)).ok()?;
        let (&form, rest) = key.split_first()?;
        let (x, y) = rest.split_at_checked(size)?;
        let x = BigUint::from_bytes_be(x);
        let square = (&x * &x * &x + &self.a * &x + &self.b) % &self.prime;
        let y = match (form, y.len()) {
            (4, length) if length == size => BigUint::from_bytes_be(y),
            (2 | 3, 0) => {
                // every prime here is 3 modulo 4
                let root = square.modpow(&((&self.prime + 1u8) >> 2), &self.prime);
                if root.bit(0) == (form == 3) { root } else { &self.prime - root }
            }
            _ => return None,
        };
        let is_on_curve = x < self.prime && y < self.prime && &y * &y % &self.prime == square;
        is_on_curve.then(|| Point { x, y, z: BigUint::from(1u8) })
    }

    /// The first coordinate of `u` times the generator plus `v` times a point; none at infinity.
    pub(crate) fn sum(&self, u: &BigUint, v: &BigUint, point: &Point) -> Option<BigUint> {
        let both = self.add(&self.generator, point);
        let mut sum = Point { x: BigUint::from(1u8), y: BigUint::from(1u8), z: BigUint::ZERO };
        for at in (0..u.bits().max(v.bits())).rev() {
            sum = self.double(&sum);
            match (u.bit(at), v.bit(at)) {
                (true, true) => sum = self.add(&sum, &both),
                (true, false) => sum = self.add(&sum, &self.generator),
                (false, true) => sum = self.add(&sum, point),
                (false, false) => {}
            }
        }
        let inverse = sum.z.modinv(&self.prime)?;
        Some(sum.x * &inverse % &self.prime * inverse % &self.prime)
    }

    fn minus(&self, from: &BigUint, what: &BigUint) -> BigUint {
        (from + &self.prime - what % &self.prime) % &self.prime
    }

    fn times(&self, one: &BigUint, other: &BigUint) -> BigUint {
        one * other % &self.prime
    }

    fn double(&self, point: &Point) -> Point {
        let square = self.times(&point.y, &point.y);
        let s = self.times(&point.x, &square) * 4u8;
        let z_square = self.times(&point.z, &point.z);
        let m = (self.times(&point.x, &point.x) * 3u8 + self.times(&self.a, &self.times(&z_square, &z_square)))
            % &self.prime;
        let x = self.minus(&self.times(&m, &m), &(&s * 2u8));
        let y = self.minus(&self.times(&m, &self.minus(&s, &x)), &(self.times(&square, &square) * 8u8));
        let z = self.times(&point.y, &point.z) * 2u8 % &self.prime;
        Point { x, y, z }
    }

    fn add(&self, one: &Point, other: &Point) -> Point {
        match (one.z == BigUint::ZERO, other.z == BigUint::ZERO) {
            (true, _) => return other.clone(),
            (_, true) => return one.clone(),
            _ => {}
        }
        let (z1, z2) = (self.times(&one.z, &one.z), self.times(&other.z, &other.z));
        let (u1, u2) = (self.times(&one.x, &z2), self.times(&other.x, &z1));
        let s1 = self.times(&one.y, &self.times(&z2, &other.z));
        let s2 = self.times(&other.y, &self.times(&z1, &one.z));
        let (h, r) = (self.minus(&u2, &u1), self.minus(&s2, &s1));
        if h == BigUint::ZERO && r == BigUint::ZERO {
            return self.double(one);
        }
        let h_square = self.times(&h, &h);
        let h_cube = self.times(&h_square, &h);
        let v = self.times(&u1, &h_square);
        let x = self.minus(&self.minus(&self.times(&r, &r), &h_cube), &(&v * 2u8));
        let y = self.minus(&self.times(&r, &self.minus(&v, &x)), &self.times(&s1, &h_cube));
        let z = self.times(&h, &self.times(&one.z, &other.z));
        Point { x, y, z }
    }
}
